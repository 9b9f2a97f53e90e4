import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// A build empties dist/, and dist/.gitkeep is what lets the server compile
// before the first build, so every build puts it back.
const keepDirectory: Plugin = {
  name: 'keep-directory',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '.gitkeep', source: '' });
  },
};

export default defineConfig({
  base: '/playground/',
  plugins: [react(), keepDirectory],
  build: {
    // The editor is one large module, loaded once and cached for a year: the
    // warning about its size would be printed on every build and act on nothing.
    chunkSizeWarningLimit: 8192,
    // GraphiQL's modules say "use no memo" to React's compiler, which has
    // already run over them when they are published.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: {
    format: 'es',
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
