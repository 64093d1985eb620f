import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The scripted window, built like the real one but to another place: never part of the product. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../.cache/scripted-window',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
