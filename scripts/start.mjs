// Builds Holt and serves it, as a visitor would get it.
import { build, preview } from 'vite';

// The configuration imports sources without file endings; Vite reads them all the same, with a long warning.
process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';
await build({ logLevel: 'error' });
const server = await preview({ preview: { host: '127.0.0.1', port: 5173, strictPort: true } });
server.printUrls();
