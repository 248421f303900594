export function generate(): Promise<string>;
export function kept(): string;
