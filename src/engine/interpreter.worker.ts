import './own-origin';
import { expose } from 'comlink';
import { createInterpreterRunner } from '../runners/interpreter';
import { holdLife } from './life';
import { RunnerHost } from './runner-host';

expose(new RunnerHost(createInterpreterRunner(), holdLife()));
