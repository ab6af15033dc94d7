import * as z from 'zod';

const observations = z.array(
  z.strictObject({
    about: z.string().describe('What was looked at.'),
    health: z
      .enum(['ok', 'note', 'wrong'])
      .describe('note: nothing is wrong, but somebody may want to know.'),
    message: z.string(),
    command: z.string().nullable().describe('What mends it, as a POSIX shell takes it.'),
  }),
);

export const doctorOutput = z.strictObject({
  machine: observations,
  environments: z.array(z.strictObject({ name: z.string(), observations })),
});
