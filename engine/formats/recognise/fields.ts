/** What a column of somebody's table can become, described once for page, command line and recognition. */

/** What a row of a table stands for. */
export type TableShape = 'dependencies' | 'wide' | 'entities';

export interface FieldDescription {
  readonly id: string;
  readonly label: string;
  readonly meaning: string;
  readonly shapes: readonly TableShape[];
  /** Names of columns that mean it, as compared by `headerKey`; the first of several columns that fit is taken. */
  readonly names: RegExp;
  /** What its cells must be, where that is more than a text. */
  readonly holds?: 'fraction' | 'number' | 'kind' | 'country' | 'year' | 'evidence';
}

const EACH: readonly TableShape[] = ['dependencies', 'wide', 'entities'];
const WIDE_OR_LONG: readonly TableShape[] = ['dependencies', 'wide'];
const LONG: readonly TableShape[] = ['dependencies'];
const ENTITIES: readonly TableShape[] = ['entities'];

function names(...patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`);
}

const NUMBER_WORDS = '(?: name| id| lei| identifier| code)?';

/** Every field, the more telling before the less; "nothing" and "note" are for what has none. */
export const FIELDS: readonly FieldDescription[] = [
  {
    id: 'dependent',
    label: 'Dependent',
    meaning: 'Who needs the supplier. It becomes the id of an entity.',
    shapes: WIDE_OR_LONG,
    names: names(
      `(?:dependent|dependant|consumer|customer|client|user|buyer|site|website|bank|organi[sz]ation|institution|company|firm|financial entity|entity|org|hospital|agency|school|tenant|from)${NUMBER_WORDS}`,
      'depends|used by|relying (?:party|entity)|lei of the (?:financial )?entity (?:making use|using|maintaining).*',
      'b 0[1-7] 0[1-4] c00[1-4]0',
      'domain|app|application|service',
    ),
  },
  {
    id: 'supplier',
    label: 'Supplier',
    meaning: 'Who or what is needed. It becomes the id of an entity.',
    shapes: LONG,
    names: names(
      `(?:supplier|provider|vendor|dependency|depends on|third party|ict (?:third party )?(?:service )?provider|ict tpp|tpp|outsourc(?:er|ed to)|subcontractor|seller|target|to)${NUMBER_WORDS}`,
      'identification code of(?: the)? (?:ict )?third party.*provider.*',
    ),
  },
  {
    id: 'id',
    label: 'Id',
    meaning: 'By which other tables name the entity.',
    shapes: ENTITIES,
    names: names('id|key|identifier|code|lei|node|entity(?: id)?'),
  },
  {
    id: 'name',
    label: 'Name',
    meaning: 'What people call it.',
    shapes: EACH,
    names: names(
      'name|label|title|legal name|display name|(?:dependent|entity|organi[sz]ation|company|bank) name',
    ),
  },
  {
    id: 'supplier-name',
    label: 'Name of supplier',
    meaning: 'What people call the supplier, where its id is another.',
    shapes: LONG,
    names: names('(?:supplier|provider|vendor) (?:legal )?name|legal name of (?:the )?(?:ict )?.*provider'),
  },
  {
    id: 'kind',
    label: 'Kind',
    meaning: 'Which of the kinds of entity it is: organisation, application, dns and so on.',
    shapes: EACH,
    names: names('kind|type|entity type|(?:dependent|consumer|customer|site|node) (?:type|kind)'),
    holds: 'kind',
  },
  {
    id: 'supplier-kind',
    label: 'Role and kind of supplier',
    meaning: 'Which kind of entity the supplier is, which is also what it is needed for.',
    shapes: LONG,
    names: names(
      '(?:supplier|provider|vendor|service) (?:type|kind|category)|service|category|type of (?:ict )?services?|ict service type|layer',
    ),
    holds: 'kind',
  },
  {
    id: 'role',
    label: 'Role',
    meaning: 'What the supplier is needed for. Suppliers of one role are compared with each other.',
    shapes: LONG,
    names: names('role|function|purpose|use|used for|relation(?:ship)?'),
  },
  {
    id: 'loss',
    label: 'Loss',
    meaning: 'Part of the dependent that is lost while the supplier is out: 0 nothing, 1 all of it.',
    shapes: LONG,
    names: names(
      'loss|criticality|critical|is critical|impact|severity|importance|reliance|dependency (?:level|strength)|substitutab(?:le|ility)|level of reliance.*',
    ),
    holds: 'fraction',
  },
  {
    id: 'group',
    label: 'Group of alternatives',
    meaning: 'Rows of one dependent with the same text here are alternatives.',
    shapes: LONG,
    names: names('group|alternatives?|redundancy group'),
  },
  {
    id: 'need',
    label: 'How many are needed',
    meaning: 'How many of a group must work.',
    shapes: LONG,
    names: names('need|needed|required|quorum'),
    holds: 'number',
  },
  {
    id: 'grace_hours',
    label: 'Grace in hours',
    meaning: 'How long the dependent goes on without the supplier.',
    shapes: LONG,
    names: names('grace(?: hours?)?|rto(?: hours?)?|recovery time objective.*|tolerance(?: hours?)?'),
    holds: 'number',
  },
  {
    id: 'failover_hours',
    label: 'Hours to switch',
    meaning: 'How long it takes to switch to an alternative.',
    shapes: LONG,
    names: names('failover hours?|switch(?:ing)? hours?'),
    holds: 'number',
  },
  {
    id: 'failover_probability',
    label: 'Chance that the switch works',
    meaning: 'Probability from 0 to 1 that switching to an alternative works.',
    shapes: LONG,
    names: names('failover probability'),
    holds: 'fraction',
  },
  {
    id: 'phase',
    label: 'Phase',
    meaning: 'When the supplier is needed: run, start or failover.',
    shapes: LONG,
    names: names('phase'),
  },
  {
    id: 'share',
    label: 'Share',
    meaning: 'Part of the need that the supplier covers, from 0 to 1.',
    shapes: LONG,
    names: names('share|fraction|proportion'),
    holds: 'fraction',
  },
  {
    id: 'confidence',
    label: 'Confidence',
    meaning: 'How sure it is that the dependency is really there, from 0 to 1.',
    shapes: LONG,
    names: names('confidence|verified|confirmed|certainty|probability|likelihood'),
    holds: 'fraction',
  },
  {
    id: 'evidence',
    label: 'Grade of evidence',
    meaning: 'first-party, report, memory or assumed.',
    shapes: LONG,
    names: names('evidence|evidence grade|grade'),
    holds: 'evidence',
  },
  {
    id: 'basis',
    label: 'Basis',
    meaning: 'What the statement rests on, such as the report of one outage.',
    shapes: LONG,
    names: names('basis|evidence basis'),
  },
  {
    id: 'weight',
    label: 'Weight',
    meaning: 'How much it counts when it is out, such as customers or assets.',
    shapes: EACH,
    names: names(
      'weight|customers?(?: count)?|users?(?: count)?|population|people|employees|assets|total assets|revenue|turnover|traffic|visits|size|(?:number|no) of .*',
    ),
    holds: 'number',
  },
  {
    id: 'country',
    label: 'Country',
    meaning: 'Two-letter code of ISO 3166-1.',
    shapes: EACH,
    names: names('country|country code|(?:dependent )?jurisdiction|nation|cc'),
    holds: 'country',
  },
  {
    id: 'supplier-country',
    label: 'Country of supplier',
    meaning: 'Two-letter code of ISO 3166-1.',
    shapes: LONG,
    names: names('(?:supplier|provider|vendor) (?:country|jurisdiction)(?: code)?|country of.*provider.*'),
    holds: 'country',
  },
  {
    id: 'sector',
    label: 'Sector',
    meaning: 'Branch that it belongs to.',
    shapes: EACH,
    names: names('sector|industry|branch|segment'),
  },
  {
    id: 'operator',
    label: 'Operator',
    meaning: 'Id of the entity that owns or runs it.',
    shapes: ['entities', 'wide', 'dependencies'],
    names: names('operator|owner|parent(?: company)?|operated by|lei of the (?:direct )?parent.*'),
  },
  {
    id: 'supplier-operator',
    label: 'Operator of supplier',
    meaning: 'Id of the entity that owns or runs the supplier.',
    shapes: LONG,
    names: names('(?:supplier|provider|vendor) (?:operator|owner|parent)|ultimate parent.*'),
  },
  ...(
    [
      ['outages_per_year', 'Outages per year', 'How often it is out by itself.'],
      ['outage_hours_p50', 'Median outage in hours', 'Half of its outages are shorter.'],
      ['outage_hours_p95', 'Long outage in hours', '95 % of its outages are shorter.'],
      ['recovery_hours', 'Recovery in hours', 'How long it takes to come back once its suppliers are back.'],
      ['capacity', 'Capacity', 'How much weight it can carry.'],
    ] as const
  ).map(([id, label, meaning]) => ({
    id,
    label,
    meaning,
    shapes: ENTITIES,
    names: names(id.replaceAll('_', ' ')),
    holds: 'number' as const,
  })),
  {
    id: 'as_of',
    label: 'As of',
    meaning: 'Year or date for which it is said.',
    shapes: ['dependencies', 'entities'],
    names: names('as of(?: year| date)?|year|date|reference date|last (?:seen|updated|checked)'),
    holds: 'year',
  },
  {
    id: 'source',
    label: 'Source',
    meaning: 'Who says so.',
    shapes: ['dependencies', 'entities'],
    names: names('source|sources|source title|reference|citation|origin'),
  },
  {
    id: 'supplier-for',
    label: 'Supplier for a role',
    meaning: 'Each cell names who is needed for the role that the column stands for.',
    shapes: ['wide'],
    names: /^$/,
  },
  {
    id: 'note',
    label: 'Keep as note',
    meaning: 'Kept and exported, and decides nothing.',
    shapes: EACH,
    names: /^$/,
  },
  {
    id: 'nothing',
    label: 'Leave out',
    meaning: 'Not read. The import says so.',
    shapes: EACH,
    names: /^$/,
  },
];

export const FIELD_OF: ReadonlyMap<string, FieldDescription> = new Map(
  FIELDS.map((field) => [field.id, field]),
);

/** The name of a column as it is compared: words in lower case, without signs and units in brackets. */
export function headerKey(header: string): string {
  return header
    .replace(/\([^)]*\)/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
