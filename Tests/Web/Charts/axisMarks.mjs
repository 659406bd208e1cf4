// Prints, for a zone and a step, the Unix seconds at which the time axis of the charts begins a day. Arguments: zone from to step
import { build } from 'esbuild';

const [zone, from, to, step] = process.argv.slice(1);
const bundle = await build({ entryPoints: ['Client/zonedScale.ts'], bundle: true, format: 'esm', write: false });
const { ZonedScale } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);
const scale = new ZonedScale(zone);
const points = [];
for (let time = Number(from); time < Number(to); time += Number(step)) {
  points.push({ time: scale.convertHorzItemToInternal(time), originalTime: time, timeWeight: 0 });
}

// All at once, and then the last third again, as when bars come.
scale.fillWeightsForPoints(points, 0);
const tail = Math.floor(points.length * 2 / 3);
const whole = points.map(point => point.timeWeight);
points.slice(tail).forEach(point => { point.timeWeight = 0; });
scale.fillWeightsForPoints(points, tail);
const day = 50;
console.log(JSON.stringify({ days: points.filter((point, index) => index > 0 && point.timeWeight >= day).map(point => point.originalTime), same: points.every((point, index) => point.timeWeight === whole[index]) }));
