import { useId } from 'react'

/** One figure a day. `tone` colours it; a filled one is an area, else a line. */
export type Series = {
  readonly label: string
  readonly values: readonly number[]
  readonly tone: 'quiet' | 'strong'
}

type Props = {
  readonly title: string
  /** What the picture shows, in a sentence for who does not see it. */
  readonly description: string
  /** The days under the picture: the first, some between, the last. */
  readonly days: readonly string[]
  readonly area: Series
  readonly line: Series
  /** A day to mark, by its place among the days. */
  readonly mark: { readonly at: number; readonly label: string } | null
  readonly format: (value: number) => string
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 200, 52, 28, 16]
const COLOURS = { quiet: 'var(--p-color-bg-fill-info)', strong: 'var(--p-color-border-success)' } as const

/** A figure over days that keeps its height through each day: an area, and a line over it. */
export function StepChart({ title, description, days, area, line, mark, format }: Props) {
  const id = useId()
  const scale = scaleOf([...area.values, ...line.values], days.length)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      style={{ width: '100%', maxWidth: 860, display: 'block' }}
      fontSize="11"
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      <Grid scale={scale} format={format} />
      <path
        d={`${stepsOf(area.values, scale)} L${scale.x(days.length)} ${scale.y(0)} L${scale.x(0)} ${scale.y(0)} Z`}
        fill={COLOURS[area.tone]}
      />
      <path d={stepsOf(line.values, scale)} fill="none" stroke={COLOURS[line.tone]} strokeWidth="2.5" />
      <line x1={LEFT} x2={WIDTH} y1={scale.y(0)} y2={scale.y(0)} stroke="var(--p-color-border-emphasis)" />
      {mark && <Mark x={scale.x(mark.at)} label={mark.label} />}
      <Days days={days} scale={scale} />
    </svg>
  )
}

type Scale = { x: (day: number) => number; y: (value: number) => number; ticks: readonly number[] }

// Up to a round figure, so that the ticks are whole units; below zero as far as it goes.
function scaleOf(values: readonly number[], count: number): Scale {
  const step = roundStep(Math.max(1, ...values) / 3)
  const most = step * Math.ceil(Math.max(1, ...values) / step)
  const least = step * Math.floor(Math.min(0, ...values) / step)
  const ticks = Array.from({ length: (most - least) / step + 1 }, (_, n) => least + n * step)
  return {
    x: (day) => LEFT + (day / count) * (WIDTH - LEFT),
    y: (value) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - BOTTOM),
    ticks: ticks.length > 8 ? [least, 0, most] : ticks,
  }
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least)!
}

function stepsOf(values: readonly number[], { x, y }: Scale): string {
  return values
    .map((value, n) => `${n === 0 ? 'M' : 'L'}${x(n)} ${y(value)} L${x(n + 1)} ${y(value)}`)
    .join(' ')
}

function Grid({ scale, format }: { scale: Scale; format: (value: number) => string }) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={LEFT}
        x2={WIDTH}
        y1={scale.y(tick)}
        y2={scale.y(tick)}
        stroke="var(--p-color-border-secondary)"
      />
      <text x={LEFT - 8} y={scale.y(tick) + 4} textAnchor="end" fill="var(--p-color-text-secondary)">
        {format(tick)}
      </text>
    </g>
  ))
}

function Mark({ x, label }: { x: number; label: string }) {
  const right = x > WIDTH * 0.7
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={TOP - 12}
        y2={HEIGHT - BOTTOM}
        stroke="var(--p-color-border-critical)"
        strokeDasharray="4 3"
      />
      <text
        x={right ? x - 5 : x + 5}
        y={TOP - 4}
        textAnchor={right ? 'end' : 'start'}
        fill="var(--p-color-text-critical)"
      >
        {label}
      </text>
    </g>
  )
}

const SHOWN = 7

function Days({ days, scale }: { days: readonly string[]; scale: Scale }) {
  const every = Math.ceil(days.length / SHOWN)
  return days.map((day, n) =>
    n % every === 0 ? (
      <text key={day} x={scale.x(n)} y={HEIGHT - 8} fill="var(--p-color-text-secondary)">
        {day}
      </text>
    ) : null,
  )
}
