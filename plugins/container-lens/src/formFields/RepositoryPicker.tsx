import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button, Select, Skeleton, TextField } from '@backstage/ui';
import { RepositoryState } from '@container-lens/backstage-plugin-container-lens-common';
import { useEffect, useId, useState } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { joinClasses } from '../presentation/joinClasses';
import { Notice } from '../presentation/Notice';
import { toneClass } from '../presentation/tone';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import {
  RepositoryAddress,
  explainRepositoryName,
  formatRepository,
  parseRepository,
  sayTaken,
} from './repositoryAddress';
import { RepositoryOptions } from './repositoryOptions';
import { useRepositoryHosts } from './useRepositoryHosts';
import { useRepositoryState } from './useRepositoryState';

/**
 * Asks where the repository will be. Its name follows the name of the service until the person gives another one; hosts
 * and owners are asked for only where there is a choice. It belongs on the page of the name, to see every change of it.
 */
export function RepositoryPicker(props: FieldExtensionComponentProps<string, RepositoryOptions>) {
  const { formData, onChange, required, schema, uiSchema, idSchema, disabled, formContext } = props;
  const { allowedHosts = [], allowedOwners: owners = [] } = uiSchema['ui:options'] ?? {};
  const { hosts, error, reload } = useRepositoryHosts(allowedHosts);
  const service = readServiceName(formContext);
  const [given, setGiven] = useState(() => parseRepository(formData));
  const [renamed, setRenamed] = useState(given.name !== '' && given.name !== service);
  const address: RepositoryAddress = {
    host: hosts ? preselect(given.host, hosts) : given.host,
    owner: owners.length > 0 ? preselect(given.owner, owners) : given.owner,
    name: renamed ? given.name : service,
  };
  const value = formatRepository(address);
  useEffect(() => {
    if (value !== formData) {
      onChange(value);
    }
    // The form passes a new function each time; only an answer that is not the form's own is news to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [value, formData]);
  const unfit = explainRepositoryName(address.name);
  const found = useRepositoryState(unfit === undefined ? value : undefined);
  const message = useId();

  if (!hosts) {
    return error ? (
      <FailureNotice error={error} what="the Git hosts" onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={72} />
    );
  }
  if (hosts.length === 0) {
    return (
      <Notice kind="warning" title="There is no Git host to publish to">
        The portal has no integration for Gitea, GitHub or GitLab; ask the people who run it.
      </Notice>
    );
  }
  const rename = (name: string) => {
    setGiven({ ...given, name });
    setRenamed(name !== service);
  };
  // What is wrong with the service's own name, its field says.
  const wrong = (renamed ? unfit : undefined) ?? sayTaken(found, address);
  const title = schema.title ?? 'Repository';
  return (
    <FieldSurface>
      <div className={styles.field} role="group" aria-label={title}>
        <div className={styles.sizes}>
          {hosts.length > 1 && (
            <Select
              label="Git host"
              isRequired={required}
              isDisabled={disabled}
              value={address.host || null}
              onChange={host => setGiven({ ...given, host: String(host ?? '') })}
              options={hosts.map(host => ({ id: host, label: host }))}
            />
          )}
          {owners.length > 1 && (
            <Select
              label="Organisation or user"
              isRequired={required}
              isDisabled={disabled}
              value={address.owner || null}
              onChange={owner => setGiven({ ...given, owner: String(owner ?? '') })}
              options={owners.map(owner => ({ id: owner, label: owner }))}
            />
          )}
          {owners.length === 0 && (
            <TextField
              label="Organisation or user"
              isRequired={required}
              isDisabled={disabled}
              autoComplete="off"
              spellCheck="false"
              value={address.owner}
              onChange={owner => setGiven({ ...given, owner })}
            />
          )}
        </div>
        <TextField
          id={idSchema?.$id}
          label={title}
          description={schema.description}
          secondaryLabel={required ? 'Required' : undefined}
          isRequired={required}
          isDisabled={disabled}
          isInvalid={Boolean(wrong)}
          autoComplete="off"
          spellCheck="false"
          value={address.name}
          onChange={rename}
          aria-describedby={message}
        />
        <p
          id={message}
          role="status"
          className={joinClasses(styles.sentence, toneClass(wrong ? 'poor' : 'neutral'))}
        >
          {wrong ?? sayState(address, found)}
        </p>
        {renamed && service !== '' && (
          <Button
            variant="secondary"
            size="small"
            isDisabled={disabled}
            className={styles.follow}
            onPress={() => rename(service)}
          >
            {`Use the name of the service, ${service}`}
          </Button>
        )}
      </div>
    </FieldSurface>
  );
}

/** Where there is one possibility, it is the answer; an answer that is no possibility is none. */
function preselect(chosen: string, possible: readonly string[]): string {
  if (possible.length === 1) {
    return possible[0] ?? '';
  }
  return possible.includes(chosen) ? chosen : '';
}

function readServiceName(formContext: unknown): string {
  const { formData } = (formContext ?? {}) as { formData?: Record<string, unknown> };
  return typeof formData?.name === 'string' ? formData.name : '';
}

function sayState({ host, owner, name }: RepositoryAddress, found?: RepositoryState): string {
  if (!host) {
    return 'Choose the Git host.';
  }
  if (!owner) {
    return 'Say which organisation or user gets the repository.';
  }
  if (name === '') {
    return `Takes the name of the service, at ${host}/${owner}.`;
  }
  const will = `Will be created as ${host}/${owner}/${name}.`;
  return found?.state === 'unknown'
    ? `${will} Whether the name is free is not known: ${found.reason ?? 'the Git host does not say.'}`
    : will;
}
