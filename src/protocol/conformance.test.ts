import { describe, expect, it } from 'vitest';
import { type ConformanceSubject, conformanceCases } from './conformance';
import { SampleRunner } from './sample-runner.test-data';

const open = async (): Promise<ConformanceSubject> => ({
  runner: new SampleRunner(),
  program: Uint8Array.of(2, 3, 2),
  runs: [
    { input: Uint8Array.of(1), output: Uint8Array.of(5) },
    { input: Uint8Array.of(5), output: Uint8Array.of(17) },
  ],
});

describe('the suite passes for a runner that keeps the rules', () => {
  it.each(conformanceCases(open))('$name', ({ run }) => run());
});

describe('the suite fails for a runner that breaks them', () => {
  class Forgetful extends SampleRunner {
    override async execute(handle: number, input: Uint8Array): Promise<Uint8Array> {
      const output = await super.execute(handle, input);
      input.fill(0);
      await super.release(handle);
      return output;
    }
  }
  const broken = async () => ({ ...(await open()), runner: new Forgetful() });
  const failing = ['a prepared program runs again', 'inputs are left alone'];
  it.each(conformanceCases(broken).filter(({ name }) => failing.some((part) => name.includes(part))))(
    '$name',
    async ({ run }) => {
      await expect(run()).rejects.toThrow();
    },
  );
});
