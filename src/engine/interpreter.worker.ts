import { expose } from 'comlink';
import { createInterpreterRunner } from '../runners/interpreter';
import { RunnerHost } from './runner-host';

expose(new RunnerHost(createInterpreterRunner()));
