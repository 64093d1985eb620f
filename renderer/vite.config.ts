import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's bundle: static files for app://console/, nothing inlined, so that the strict policy of index.html holds. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      // Pages that are printed have the window's fonts, under a name that does not change.
      input: { index: 'index.html', fonts: 'styles/fonts.css' },
      output: { assetFileNames: ({ names }) => (names.includes('fonts.css') ? 'fonts.css' : 'assets/[name]-[hash][extname]') },
    },
  },
});
