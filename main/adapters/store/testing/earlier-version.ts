/** Takes away what later versions write, so that it is made of the rest as in records of before the latest verdicts. */
export const BEFORE_LATEST_VERDICTS: readonly string[] = [
  'alter table delivery drop column factory_base',
  'alter table delivery drop column factory_path',
  'alter table delivery drop column problem_codes',
  'alter table delivery_try drop column sentence_codes',
  'alter table quarantine drop column reason_codes',
  'drop table latest_verdict',
  'drop table newest_verdict',
  'drop table answered',
  'drop table judged_before',
  'drop table attempt',
  'drop table attempt_kind',
  'drop table tally',
  'drop index operation_unsettled',
  'alter table operation drop column untallied',
  'alter table operation drop column station',
  'pragma user_version = 11',
];
