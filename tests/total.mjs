// Adds up the results of every test project and prints the skipped ones with their reasons.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
let passed = 0, failed = 0;
const reasons = new Map();
let files = [];
try { files = readdirSync(folder).filter((name) => name.endsWith('.trx')); } catch { /* no results at all */ }
for (const name of files) {
  const xml = readFileSync(join(folder, name), 'utf8');
  for (const [, outcome] of xml.matchAll(/<UnitTestResult [^>]*outcome="(\w+)"/g)) {
    if (outcome === 'Passed') passed++;
    else if (outcome !== 'NotExecuted') failed++;
  }
  for (const [, test, rest] of xml.matchAll(/<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="NotExecuted"[^>]*?(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const reason = /<(?:Message|StdOut)>([\s\S]*?)<\//.exec(rest ?? '')?.[1]?.trim() ?? 'no reason given';
    reasons.set(reason, [...(reasons.get(reason) ?? []), test]);
  }
}

let skipped = 0;
for (const [reason, tests] of reasons) {
  skipped += tests.length;
  console.log(`skipped ${tests.length}: ${reason}`);
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
