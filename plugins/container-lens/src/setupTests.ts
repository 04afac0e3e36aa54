import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered and examined by axe, on machines that do other things as well. Bounds, not pauses.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
