import {
  findSyncMarker,
  syncMarkerKey,
  syncMarkerText,
  syncSectionEnd,
  syncSectionStart,
} from '../../src/model/sync-marker';

const entry = { project: 'my-app', environment: 'dev-alice', bucket: 'worker-a' };

test('GIVEN the markers that sync writes THEN they are these to the letter, since files in working trees hold them', () => {
  expect(syncSectionStart(entry)).toBe('# >>> fanout sync my-app/dev-alice/worker-a');
  expect(syncSectionEnd).toBe('# <<< fanout sync');
  expect({ [syncMarkerKey]: syncMarkerText(entry) }).toEqual({
    '//fanout-sync': 'my-app/dev-alice/worker-a',
  });
});

test.each([
  ['a section', `OWN=1\n${syncSectionStart(entry)}\nKEY=x\n${syncSectionEnd}\n`, 6],
  ['a section with the line ends of Windows', `OWN=1\r\n${syncSectionStart(entry)}\r\nKEY=x\r\n`, 7],
  ['an indented section', `  ${syncSectionStart(entry)}\n`, 0],
  ['a section behind another sign of comment', '// >>> fanout sync my-app/dev/api\n', 0],
  ['a JSON file', JSON.stringify({ [syncMarkerKey]: syncMarkerText(entry), KEY: 'x' }, null, 2), 4],
  ['a JSON file in one line', JSON.stringify({ KEY: 'x', [syncMarkerKey]: syncMarkerText(entry) }), 11],
])('GIVEN %s WHEN the marker is looked for THEN it is found at its place', (_, text, place) => {
  expect(findSyncMarker(text)).toBe(place);
});

test.each([
  ['prose about it', 'A section begins with # >>> fanout sync my-app/dev/api and ends.\n'],
  ['code about it', "const marker = '# >>> fanout sync my-app/dev/api';\n"],
  ['a page with stand-ins', '# >>> fanout sync PROJECT/ENVIRONMENT/BUCKET\n'],
  ['the end alone', `${syncSectionEnd}\n`],
  ['nothing', ''],
])('GIVEN %s WHEN the marker is looked for THEN there is none', (_, text) => {
  expect(findSyncMarker(text)).toBeUndefined();
});
