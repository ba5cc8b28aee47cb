import { describe } from 'vitest';
import { createMemoryUploadStage, uploadStageContract } from '../testing.ts';

describe('staged uploads in memory', () => uploadStageContract(async () => createMemoryUploadStage()));
