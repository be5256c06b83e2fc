// The committed films of every second scene, measured; the others are in films-odd, so that two cores share the work.
import { allScenes } from '../script/read.mjs';
import { testFilms } from './films.mjs';

for (const id of allScenes().filter((_, index) => index % 2 === 0)) testFilms(id);
