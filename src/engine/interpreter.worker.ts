import './own-origin';
import { expose } from 'comlink';
import { createInterpreterRunner } from '../runners/interpreter';
import { holdLife } from './life';
import { RunnerHost } from './runner-host';
import { StoredFiles } from './stored-files';

expose(new RunnerHost(createInterpreterRunner({ files: new StoredFiles() }), holdLife()));
