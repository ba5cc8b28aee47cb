/** Which groups may see something; none chosen means what `placeholder` says. */

import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useGroupLabel } from '../../lib/group-label.ts';
import { groupsQuery } from '../../lib/queries.ts';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly placeholder: string;
  readonly value: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

export function GroupChoice({ label, description, placeholder, value, onChange }: Props) {
  const groupLabel = useGroupLabel();
  const groups = useQuery(groupsQuery);
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length === 0 ? placeholder : ''}
      data={(groups.data?.items ?? []).map(({ name }) => ({ value: name, label: groupLabel(name) }))}
      value={[...value]}
      onChange={onChange}
      clearable
      comboboxProps={{ transitionProps: { duration: 80 } }}
    />
  );
}
