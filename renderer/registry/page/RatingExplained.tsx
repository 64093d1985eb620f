import { CircleSlash, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type {
  GradesBreakdown,
  PhotoboxBreakdown,
  RatingBreakdown,
  ScoredKind,
  ScoredTerm,
} from '../../../protocol/registry/rating';
import type { DevicePage, RatingView } from '../../../protocol/registry/views';
import { RatingBadge } from './Badges';
import { iconOf, RANGE_TONE } from './device-appearance';
import { biasText, numberText, percentText, scoreText, whenOf } from '../format';
import { deviceMessages } from '../messages';
import { listed } from '../../text/listed';
import { PriceShares } from './PriceShares';
import './rating-explained.css';

const texts = deviceMessages.rating;

/** How the rating came about, term by term, and what follows for the price. */
export function RatingExplained({ page }: { readonly page: DevicePage }) {
  const { ratingDetails } = page;
  return (
    <div className="rating-columns">
      <section className="device-card card" aria-label={texts.result}>
        {ratingDetails === null ? <NotRated /> : <Rated rating={ratingDetails} />}
      </section>
      <PriceShares price={page.priceDetails} />
    </div>
  );
}

function NotRated() {
  return (
    <div className="unrated">
      <CircleSlash aria-hidden size={40} strokeWidth={1.4} />
      <p>
        <b>{texts.none}</b>
      </p>
      <p className="dim">{texts.noneHint}</p>
    </div>
  );
}

function Rated({ rating }: { readonly rating: RatingView }) {
  const { result } = rating;
  return (
    <>
      <div className="card-head">
        <h3>{texts.result}</h3>
        <span className="dim">
          {listed([texts.by({ software: rating.software, version: rating.version }), texts.at({ when: whenOf(rating.at) })])}
        </span>
        <span className="grow" />
        {result.partial ? (
          <span className="tag warn" title={texts.partialHelp}>
            {texts.partial}
          </span>
        ) : null}
      </div>
      <Equation rating={rating} />
      {result.partial ? (
        <p className="rating-note">
          <TriangleAlert aria-hidden size={20} />
          {texts.partialHelp}
        </p>
      ) : null}
      {rating.photosWaiting > 0 ? (
        <p className="rating-note">
          <TriangleAlert aria-hidden size={20} />
          {texts.photosWaiting({ count: rating.photosWaiting })}
        </p>
      ) : null}
      {result.grades === undefined ? null : <Grades grades={result.grades} withPictures={result.photobox !== null} />}
      {result.photobox === null ? null : <Pictures photobox={result.photobox} />}
      {result.breakdown === null ? null : <Kinds breakdown={result.breakdown} />}
      {rating.others.length === 0 ? null : (
        <p className="others">
          <span className="dim">{texts.others}:</span>
          {rating.others.map(({ software, version, rating: other, range }) => (
            <span key={`${software} ${version}`}>
              {texts.by({ software, version })} <RatingBadge rating={other} range={range} />
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** components + appearance + functionality = rating. */
function Equation({ rating: { result } }: { readonly rating: RatingView }) {
  const { breakdown, photobox, grades } = result;
  const components = photobox?.components ?? breakdown?.fused ?? 1;
  const appearance = photobox?.appearanceBias ?? grades?.appearanceBias ?? breakdown?.appearance.bias ?? result.appearance;
  const functionality =
    photobox?.functionalityBias ?? grades?.functionalityBias ?? breakdown?.functionality.bias ?? result.functionality;
  const sum = breakdown === null && photobox === null ? result.rating : components + appearance + functionality;
  const appearanceNote = grades === undefined ? gradeText(breakdown?.appearance.grade ?? null) : texts.meanOfGrades;
  const functionalityNote = grades === undefined ? gradeText(breakdown?.functionality.grade ?? null) : texts.meanOfGrades;
  return (
    <div className="equation">
      <Term name={texts.components} value={scoreText(components)} />
      <Sign sign="+" />
      <Term
        name={photobox === null ? texts.appearance : texts.appearancePhotos({ count: photobox.pictures.length })}
        note={photobox === null ? appearanceNote : null}
        value={biasText(appearance)}
      />
      <Sign sign="+" />
      <Term name={texts.functionality} note={functionalityNote} value={biasText(functionality)} />
      <Sign sign="=" />
      <div className={`term result tone-${RANGE_TONE[result.range]}`}>
        <b>{scoreText(result.rating)}</b>
        <span>{deviceMessages.ranges[result.range]}</span>
      </div>
      {sum < 0 ? <p className="dim">{texts.floored}</p> : null}
    </div>
  );
}

function gradeText(grade: string | null): string {
  return grade === null ? texts.notGraded : texts.grade({ letter: grade });
}

function Term({ name, value, note }: { readonly name: string; readonly value: string; readonly note?: string | null }) {
  return (
    <div className="term">
      <b>{value}</b>
      <span>{name}</span>
      {note === undefined || note === null ? null : <span className="dim">{note}</span>}
    </div>
  );
}

function Sign({ sign }: { readonly sign: string }) {
  return <span className="sign">{sign}</span>;
}

/** What each person graded, and the means that count. */
function Grades({ grades, withPictures }: { readonly grades: GradesBreakdown; readonly withPictures: boolean }) {
  const cell = ({ grade, bias }: { readonly grade: string | null; readonly bias: number }): string =>
    grade === null ? texts.notGraded : `${texts.grade({ letter: grade })}, ${biasText(bias)}`;
  return (
    <section className="kind" aria-label={texts.grades}>
      <table className="kinds">
        <thead>
          <tr>
            <th scope="col">{texts.grades}</th>
            <th scope="col">{texts.appearance}</th>
            <th scope="col">{texts.functionality}</th>
          </tr>
        </thead>
        <tbody>
          {grades.rates.map(({ kind, appearance, functionality }) => (
            <tr key={kind}>
              <th scope="row">{texts.gradedBy[kind]}</th>
              <td>{cell(appearance)}</td>
              <td>{cell(functionality)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{texts.mean}</th>
            <td>
              <b>{withPictures ? texts.fromPictures : biasText(grades.appearanceBias)}</b>
            </td>
            <td>
              <b>{biasText(grades.functionalityBias)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Pictures({ photobox }: { readonly photobox: PhotoboxBreakdown }) {
  return (
    <section className="kind" aria-label={texts.pictures}>
      <div className="kind-head">
        <h4>{texts.pictures}</h4>
      </div>
      <div className="picture-bars">
        {photobox.pictures.map((condition, index) => (
          // Pictures have no other name here, and keep their order.
          <Fragment key={index}>
            <span>{texts.picture({ index: index + 1 })}</span>
            <Scale value={condition ?? 0} />
            <b>{condition === null ? deviceMessages.none : percentText(condition)}</b>
          </Fragment>
        ))}
      </div>
      {photobox.condition === null || photobox.mean === null || photobox.worst === null ? null : (
        <p className="sum-line">
          {texts.mean} <b>{percentText(photobox.mean)}</b>, {texts.worst} <b>{percentText(photobox.worst)}</b>. {texts.condition}:{' '}
          <b>{percentText(photobox.condition)}</b>, {texts.conditionBias} <b>{biasText(photobox.appearanceBias)}</b>
        </p>
      )}
    </section>
  );
}

const KIND_ICONS = { processor: iconOf('Processor'), dataStorage: iconOf('DataStorage'), ram: iconOf('RamModule') } as const;

function Kinds({ breakdown }: { readonly breakdown: RatingBreakdown }) {
  return (
    <>
      <table className="kinds">
        <thead>
          <tr>
            <th scope="col">{texts.columns.term}</th>
            <th scope="col">{texts.columns.value}</th>
            <th scope="col">{texts.columns.scale}</th>
            <th scope="col" className="figure">
              {texts.columns.score}
            </th>
            <th scope="col" className="figure">
              {texts.columns.weight}
            </th>
          </tr>
        </thead>
        {breakdown.kinds.map((kind) => (
          <Kind key={kind.kind} kind={kind} />
        ))}
      </table>
      <p className="sum-line">
        {fusedText(breakdown)} <span className="dim">{texts.howFused}</span>
      </p>
    </>
  );
}

/** The harmonic mean with its numbers: `1 ÷ (50 % ÷ 3.95 + 20 % ÷ 3.70 + 30 % ÷ 2.02) = 2.95`. */
function fusedText({ kinds, fused }: RatingBreakdown): ReactNode {
  const parts = kinds.map(({ weight, counted }) => `${percentText(weight)} ÷ ${scoreText(counted)}`);
  return (
    <span className="formula">
      1 ÷ ({parts.join(' + ')}) = <b>{scoreText(fused)}</b>
    </span>
  );
}

function Kind({ kind }: { readonly kind: ScoredKind }) {
  const Icon = KIND_ICONS[kind.kind];
  const missing = kind.outcome !== 'scored';
  return (
    <tbody className={missing ? 'missing' : undefined}>
      <tr className="kind-line">
        <th scope="rowgroup" colSpan={3}>
          <span className="kind-name">
            <Icon aria-hidden size={22} />
            {texts.kinds[kind.kind]}
            {missing ? (
              <span className="kind-missing">
                <TriangleAlert aria-hidden size={18} />
                {texts.outcomes[kind.outcome]}
              </span>
            ) : null}
          </span>
        </th>
        <td className="figure">
          <b>{scoreText(kind.counted)}</b>
        </td>
        <td className="figure">
          <b>{percentText(kind.weight)}</b>
        </td>
      </tr>
      {kind.terms.map((term) => (
        <TermLine key={term.name} term={term} />
      ))}
    </tbody>
  );
}

function TermLine({ term }: { readonly term: ScoredTerm }) {
  const inputs = term.inputs.map(({ name, value, unit, assumed }) => {
    const text = `${numberText(value)}${unit === '' ? '' : ` ${unit}`}`;
    return `${texts.inputs[name]} ${text}${assumed ? ` (${texts.assumed})` : ''}`;
  });
  const unit = term.unit === '' ? '' : ` ${term.unit}`;
  const showsInputs = inputs.length > 1 || term.inputs.some(({ assumed }) => assumed);
  return (
    <tr>
      <th scope="row">
        {texts.terms[term.name]}
        {showsInputs ? <span className="dim block">{listed(inputs)}</span> : null}
      </th>
      <td>
        {numberText(term.value)}
        {unit}
      </td>
      <td>
        <span className="scale-line">
          <span className="dim">{numberText(term.low)}</span>
          <Scale value={term.normalised} />
          <span className="dim">{numberText(term.high)}</span>
          <span className="scale-value">{numberText(term.normalised)}</span>
        </span>
      </td>
      <td className="figure">{scoreText(term.score)}</td>
      <td className="figure">{percentText(term.weight)}</td>
    </tr>
  );
}

/** A bar from poor (0) to good (1); beyond 1 it is full and marked. */
function Scale({ value }: { readonly value: number }) {
  return (
    <svg className="scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className="scale-track" width="100" height="10" rx="2" />
      <rect className="scale-fill" width={Math.max(1, Math.min(100, value * 100))} height="10" rx="2" />
    </svg>
  );
}
