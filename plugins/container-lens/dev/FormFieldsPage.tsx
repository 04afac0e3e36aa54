import { Container, Flex } from '@backstage/ui';
import { useState } from 'react';
import { DeployTargetPicker } from '../src/formFields/DeployTargetPicker';
import { LensPreview } from '../src/formFields/LensPreview';
import { ParentImagePicker } from '../src/formFields/ParentImagePicker';
import { PipelinePicker } from '../src/formFields/PipelinePicker';
import { RepositoryPicker } from '../src/formFields/RepositoryPicker';
import { SecretsPicker } from '../src/formFields/SecretsPicker';
import { ServiceNamePicker } from '../src/formFields/ServiceNamePicker';
import { TaskSizePicker } from '../src/formFields/TaskSizePicker';
import { fieldProps } from '../src/fixtures/fieldProps';

/** The form fields on one page, wired together as the scaffolder would. */
export function FormFieldsPage() {
  const [answers, setAnswers] = useState<Record<string, unknown>>({});
  const answer = (key: string) => (value: unknown) =>
    setAnswers(current => ({ ...current, [key]: value }));
  const props = (key: string, title: string) =>
    fieldProps({
      id: key,
      title,
      formData: answers[key],
      onChange: answer(key),
      formContext: { formData: answers },
    });
  return (
    <Container>
      {/* The form of the scaffolder is white, or this grey in the dark. */}
      <div style={{ background: 'var(--bui-bg-neutral-1)', padding: 24 }}>
        <Flex direction="column" gap="6">
          <ServiceNamePicker {...props('name', 'Name')} />
          <RepositoryPicker
            {...props('repoUrl', 'Repository')}
            uiSchema={{
              'ui:options': { allowedHosts: ['localhost:7007'], allowedOwners: ['example'] },
            }}
          />
          <DeployTargetPicker {...props('target', 'Deploy target')} />
          <TaskSizePicker {...props('size', 'Size and scaling')} />
          <SecretsPicker {...props('secrets', 'Secrets')} />
          <ParentImagePicker {...props('parents', 'Parent images')} />
          <PipelinePicker {...props('pipeline', 'Pipeline and updates')} />
          <LensPreview {...props('preview', 'Container Build Lens')} />
        </Flex>
      </div>
    </Container>
  );
}
