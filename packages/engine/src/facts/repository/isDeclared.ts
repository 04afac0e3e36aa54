import { EntitySettings } from './entitySettings';

/** Whether the entity declares a quality, such as `container-lens/hardware-bound: "true"` or `cuda`. */
export function isDeclared(settings: EntitySettings, name: string): boolean {
  const value = settings.get(name);
  return value !== undefined && !/^(|false|no|0|none)$/i.test(value);
}
