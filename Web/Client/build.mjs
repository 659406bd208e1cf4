// Builds the browser side into wwwroot/lib: type check, one bundle per entry module, Tabler's styles, one sprite with the icons in use.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const client = dirname(fileURLToPath(import.meta.url));
const web = dirname(client);
const lib = join(web, 'wwwroot', 'lib');
const packages = join(web, 'node_modules');

const check = spawnSync(process.execPath, [join(packages, 'typescript', 'bin', 'tsc'), '-p', client], { stdio: 'inherit' });
if (check.status !== 0) {
  process.exit(1);
}

rmSync(lib, { recursive: true, force: true });
mkdirSync(lib, { recursive: true });

const modules = ['alertClaim.ts', 'app.ts', 'copy.ts', 'dashboard.ts', 'dialog.ts', 'fileUpload.ts', 'pairChart.ts', 'regressionChart.ts', 'ruleChart.ts', 'shellKeys.ts', 'symbolChart.ts'];

const shared = { bundle: true, minify: true, target: 'es2022', outdir: lib, legalComments: 'inline', logLevel: 'warning' };
// theme.js runs before the first paint and must not wait for a module graph.
await build({ ...shared, entryPoints: [join(client, 'theme.ts')], format: 'iife' });
await build({ ...shared, entryPoints: modules.map(name => join(client, name)), format: 'esm', splitting: true, chunkNames: 'shared-[hash]' });

const tabler = readFileSync(join(packages, '@tabler', 'core', 'dist', 'css', 'tabler.min.css'), 'utf8');
writeFileSync(join(lib, 'tabler.css'), tabler.replace(/\/\*# sourceMappingURL=.*?\*\//g, ''));

// One style sheet of our own: the theme first, then a file a feature.
const styles = join(client, 'styles');
const sheets = ['theme.css', ...readdirSync(styles).filter(name => name.endsWith('.css') && name !== 'theme.css').sort()];
const own = await transform(sheets.map(name => readFileSync(join(styles, name), 'utf8')).join('\n'), { loader: 'css', minify: true, target: 'es2022' });
writeFileSync(join(lib, 'app.css'), own.code);

const names = readFileSync(join(client, 'icons.txt'), 'utf8').split('\n').map(line => line.trim()).filter(Boolean);
const symbols = names.map(name => {
  const svg = readFileSync(join(packages, '@tabler', 'icons', 'icons', 'outline', `${name}.svg`), 'utf8');
  const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
});
writeFileSync(join(lib, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);

mkdirSync(join(lib, 'fonts'));
cpSync(join(packages, '@fontsource-variable', 'inter', 'files', 'inter-latin-wght-normal.woff2'), join(lib, 'fonts', 'inter.woff2'));

// What is redistributed keeps its licence beside it.
for (const [name, file] of [['@fontsource-variable/inter', 'LICENSE'], ['@tabler/icons', 'LICENSE'], ['lightweight-charts', 'LICENSE'], ['echarts', 'LICENSE'], ['echarts', 'NOTICE']]) {
  cpSync(join(packages, name, file), join(lib, 'licenses', `${name.replace('@', '').replace('/', '-')}${file === 'NOTICE' ? '-notice' : ''}.txt`));
}
