export const RANKING_WEIGHTS: readonly number[] = [
  1.793, 1.429, 2.141, 4.237, 2.052, 1.466, 1.834, 0.757, 1.478, 4.105, 1.545, -0.413, 0.287, -1.792,
];
export const SUFFICIENCY_WEIGHTS: readonly number[] = [
  1.797, 2.135, 2.175, 1.736, 2.304, -0.313, -0.585, 1.111, 0.01, -0.934, 0.982, 1.667,
];
export const SUFFICIENCY_BIAS = -6.24;
export const ENOUGH = 0.27;
