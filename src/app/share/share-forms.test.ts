import { expect, test } from 'vitest';
import { embedOf, htmlOf, issueOf, markdownOf, qrOf } from './share-forms';

const link = 'https://holt.example/try/#p=AQIA-_x';

test('SHR-6 a link as Markdown, HTML and embed code, with titles that cannot break out', () => {
  expect(markdownOf('Otters [2024]', link)).toBe(`[Otters \\[2024\\]](${link})`);
  expect(htmlOf('"Rivers" & <otters>', link)).toBe(
    `<a href="${link}">&#34;Rivers&#34; &#38; &#60;otters&#62;</a>`,
  );
  expect(embedOf('Otters', link, 'https://holt.example/try/')).toBe(
    '<iframe src="https://holt.example/try/embed/#p=AQIA-_x" title="Otters" width="100%" height="420" style="border:0" loading="lazy"></iframe>',
  );
});

test('SHR-6 a QR code is made here, where it fits', () => {
  expect(qrOf(link)).toMatch(/^data:image\/svg\+xml;utf8,%3Csvg/);
  expect(qrOf(`${link}${'A'.repeat(2000)}`)).toBeNull();
});

test('SHR-6 the text of an issue has the program, the versions, the error and the plan', () => {
  const issue = issueOf({
    title: 'Otters',
    files: [{ path: 'module.lt', text: 'func main() -> "```"\n' }],
    error: 'E0004: name does not exist',
    plan: 'main',
    version: '0.1.0',
    agent: 'A browser',
    runner: 'duckdb',
  });
  expect(issue).toContain('````lutra\nfunc main() -> "```"\n````');
  for (const part of ['0.1.0', 'A browser', 'duckdb', 'E0004: name does not exist', '```text\nmain\n```'])
    expect(issue).toContain(part);
});
