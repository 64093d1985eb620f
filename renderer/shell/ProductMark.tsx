/** The product's mark: a rack of three units, the middle one with the tick. */
export function ProductMark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="36" height="36" aria-hidden>
      <rect className="mark-unit" x="2.5" y="3" width="27" height="6.5" rx="2" />
      <rect className="mark-unit" x="2.5" y="22.5" width="27" height="6.5" rx="2" />
      <rect className="mark-core" x="2.5" y="11.5" width="27" height="9" rx="2" />
      <path className="mark-tick" d="M10.5 16l3.6 3 7.4-6.2" />
      <circle className="mark-lamp" cx="7" cy="6.25" r="1.3" />
      <circle className="mark-lamp" cx="7" cy="25.75" r="1.3" />
    </svg>
  );
}
