/**
 * Brings an element into the middle of its scrolling container and moves nothing else: the page beside it stays where
 * it is. Twice, because content that was left undrawn gets its true height only when it comes near.
 */
export function scrollWithin(container: HTMLElement, element: Element): void {
  const centre = () => {
    const inner = element.getBoundingClientRect();
    const outer = container.getBoundingClientRect();
    container.scrollTop += inner.top - outer.top - Math.max(0, (container.clientHeight - inner.height) / 2);
    container.scrollLeft += Math.min(0, inner.left - outer.left) + Math.max(0, inner.right - outer.right);
  };
  centre();
  requestAnimationFrame(centre);
}
