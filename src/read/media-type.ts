import type { Peek } from "./reader.ts";
export function mediaTypeOf(_peek: Peek): string { return "application/octet-stream"; }
export function formatName(type: string, _tongue: string): string { return type; }
