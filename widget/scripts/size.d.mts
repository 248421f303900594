export const BUILT: string;
export const LIMIT: number;
export function firstLoad(built?: string): { file: string; bytes: number }[];
