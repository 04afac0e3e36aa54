import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ContainerLensApi } from '@container-lens/backstage-plugin-container-lens-common';
import { ComponentType, useState } from 'react';
import { containerLensApiRef } from '../../api/containerLensApiRef';
import { fieldProps } from '../../fixtures/fieldProps';
import { fixtureApi } from '../../fixtures/fixtureApi';

/** A component that the catalog has. */
export const existing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing', namespace: 'default' },
  spec: {},
};

/** Renders a field as the form does, and tells its newest value. */
export function renderField(
  Field: ComponentType<any>,
  options: {
    api?: Partial<ContainerLensApi>;
    formData?: unknown;
    answers?: Record<string, unknown>;
    catalogApi?: ReturnType<typeof catalogApiMock>;
  } = {},
) {
  const answer: { current: unknown } = { current: options.formData };
  function Form() {
    const [formData, setFormData] = useState(options.formData);
    return (
      <Field
        {...fieldProps({
          id: 'field',
          title: 'The field',
          formData,
          onChange: value => {
            answer.current = value;
            setFormData(value);
          },
          formContext: { formData: options.answers ?? {} },
        })}
      />
    );
  }
  renderInTestApp(
    <TestApiProvider
      apis={[
        [containerLensApiRef, fixtureApi(options.api)],
        [catalogApiRef, options.catalogApi ?? catalogApiMock({ entities: [existing] })],
      ]}
    >
      <Form />
    </TestApiProvider>,
  );
  return answer;
}
