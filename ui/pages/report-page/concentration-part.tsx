/** The concentration of the role that the Concentration page shows. */
import { useMemo } from 'react';
import marks from '../../charts/marks.module.css';
import { hueOfLayer } from '../../parts/marks.ts';
import { useApp, useConcentration, useSession } from '../../parts/use-app.tsx';
import { findingOf } from '../../store/finding.ts';
import { layerOfRole, roleChoices } from '../../store/roles.ts';
import { supplierRows } from '../../store/supplier-rows.ts';
import type { ConcentrationResult, SystemView } from '../../store/types.ts';
import { roleText } from '../../store/words.ts';
import { IndexTable } from '../concentration-page/index-table.tsx';
import { SupplierBars } from '../concentration-page/supplier-bars.tsx';
import { Part } from './part.tsx';

/** The part. */
export function ConcentrationPart({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { value, progress, failure } = useConcentration((now) => now.concentration);
  const chosen = useSession((session) => session.concentration.role);
  const role = chosen || (roleChoices(view)[0]?.role ?? '');
  if (role === '')
    return <Part part="concentration" answer="Nobody depends on anybody here, so nothing is concentrated" />;
  if (!value)
    return (
      <Part
        part="concentration"
        answer=""
        progress={progress}
        work={`Counting who depends on ${roleText(role)}`}
        onCancel={app.cancelConcentration}
        failure={failure}
        onAgain={app.retryConcentration}
      />
    );
  return <Answered view={view} result={value} />;
}

interface AnsweredProps {
  readonly view: SystemView;
  readonly result: ConcentrationResult;
}

function Answered({ view, result }: AnsweredProps) {
  const count = useSession((session) => session.concentration.count);
  const rows = useMemo(() => supplierRows(result, count), [result, count]);
  const finding = useMemo(() => findingOf(view, result, { rows, count }), [view, result, rows, count]);
  const hue = hueOfLayer(layerOfRole(view, result.role));
  const shown = { view, result, rows, count, hue };
  const isAnybody = result.indices !== null || (rows[0]?.total ?? 0) > 0;
  return (
    <Part part="concentration" answer={finding.title} detail={finding.detail}>
      <div className={marks.ground} data-hue={hue}>
        {isAnybody && <SupplierBars key={result.role} {...shown} finding={finding} />}
        {result.indices && <IndexTable {...shown} indices={result.indices} />}
      </div>
    </Part>
  );
}
