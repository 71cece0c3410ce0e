export { channel } from './channel';
export { RunnerClient } from './client';
export {
  type ConformanceCase,
  type ConformanceConnection,
  type ConformanceSubject,
  conformanceCases,
  remoteConformanceCases,
} from './conformance';
export { FrameReader, frame, LARGEST_FRAME } from './framing';
export { type Failure, type Request, type Response, request, response } from './messages';
export { type BytePipe, type ClientPipe, clientPipe, type Pipe, type ServerPipe, serverPipe } from './pipe';
export { type Port, portPipe } from './port';
export { type ProgramRunner, RunnerError } from './program-runner';
export { type ServeOptions, serve } from './server';
export { clientSession, sessionRunner } from './session';
export { type ByteStream, streamPipe } from './stream';
