export { createBareInterpreter } from './bare-runner';
export { inferProgramType } from './inference/infer';
export { DEFAULT_INTERPRETER_LIMITS, type InterpreterLimits } from './prepared-program';
export {
  createInterpreterRunner,
  createInterpreterSession,
  type InterpreterOptions,
  interpreterProfile,
} from './runner';
export { InterpreterSession } from './session';
