// Usage: node baseline.mjs examples.jsonl messages.jsonl predictions.jsonl. Teaches NLP.js « route|intent » and writes what it says of each message.
import { readFileSync, writeFileSync } from 'node:fs';
import { dockStart } from '@nlpjs/basic';

const [examples, messages, output] = process.argv.slice(2);
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const dock = await dockStart({ settings: { nlp: { forceNER: false, autoSave: false, languages: ['fr'], log: false } }, use: ['Basic', 'LangFr'] });
const nlp = dock.get('nlp');
nlp.addLanguage('fr');
for (const { text, label } of lines(examples)) nlp.addDocument('fr', text, label);
await nlp.train();
const results = [];
for (const { id, text } of lines(messages)) {
  const { intent, score, classifications } = await nlp.process('fr', text);
  const danger = (classifications ?? []).filter((c) => c.intent.startsWith('emergency')).reduce((sum, c) => sum + c.score, 0);
  results.push(JSON.stringify({ id, label: intent, score, danger }));
}
writeFileSync(output, results.join('\n') + '\n');
