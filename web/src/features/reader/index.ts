export { ReaderPanel } from './reader-panel.tsx';
