import { expose } from 'comlink';
import { EngineService } from './engine-service';

expose(new EngineService());
