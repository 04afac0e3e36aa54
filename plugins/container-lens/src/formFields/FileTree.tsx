import { RiFileLine, RiFolderLine, RiTerminalBoxLine } from '@remixicon/react';
import { GoldenPathPreview } from '@container-lens/backstage-plugin-container-lens-common';
import { Folder, growTree } from './fileTree';
import styles from './formFields.module.css';

/** Files by folder, with their sizes. */
export function FileTree({ files }: { files: GoldenPathPreview['files'] }) {
  return <FolderList folder={growTree(files)} />;
}

function FolderList({ folder }: { folder: Folder }) {
  return (
    <ul className={styles.tree}>
      {folder.folders.map(inner => (
        <li key={inner.name}>
          <span className={styles.entry}>
            <RiFolderLine size={14} aria-hidden />
            {inner.name}/
          </span>
          <FolderList folder={inner} />
        </li>
      ))}
      {folder.files.map(({ path, name, size, executable }) => (
        <li key={path}>
          <span className={styles.entry}>
            {executable ? (
              <RiTerminalBoxLine size={14} aria-label="executable" role="img" />
            ) : (
              <RiFileLine size={14} aria-hidden />
            )}
            <span className={styles.entryName}>{name}</span>
            <span className={styles.entrySize}>{saySize(size)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function saySize(bytes: number): string {
  return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KiB`;
}
