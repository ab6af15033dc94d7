import type { YamlPath } from '../workspace/workspace';

/** What can be written anew into a file of the workspace. */
export type YamlData =
  | null
  | string
  | number
  | boolean
  | readonly YamlData[]
  | { readonly [key: string]: YamlData };

/** One change of a YAML file. Each path counts in the text as the edits before it have left it. */
export type MapEdit =
  /** A new key of the map at `at`: in the order of the keys where they are sorted, else behind the last one. */
  | { readonly do: 'add'; readonly at: YamlPath; readonly key: string; readonly value: YamlData }
  /** A new item behind the last one of the list at `at`. */
  | { readonly do: 'append'; readonly at: YamlPath; readonly value: YamlData }
  /** The key, or the item of a list, at this path, with the comment lines directly above it. */
  | { readonly do: 'remove'; readonly at: YamlPath }
  /** The key at this path; its value, its place and its comments stay. */
  | { readonly do: 'rename'; readonly at: YamlPath; readonly to: string }
  /** The text at this path. */
  | { readonly do: 'write'; readonly at: YamlPath; readonly text: string };
