import { type AppError, type Blake3, fail, loadBlake3, ok, type Result } from '../base';
import { readLink, writeLink } from '../share';
import { type DataSet, DataSets } from './data-sets';
import { HeldValue } from './held-value';
import type {
  AcceptOutcome,
  AcceptRequest,
  CellView,
  DataSetView,
  EngineFacade,
  FilePreview,
  OpenedLink,
  PeekRequest,
  Progress,
  ProjectText,
  Range,
  RunFailure,
  RunnerStatus,
  RunOutcome,
  RunRequest,
  ShareContent,
  ValueChildren,
  ValueId,
  ValuePath,
  ValueView,
} from './messages';

export class EngineService {
  async ping(): Promise<true> {
    return true;
  }
}
