import { useId } from 'react'

/** What the parts of the picture are drawn in, for its legend. */
export const CHART_COLOURS = {
  area: 'var(--p-color-bg-fill-info)',
  below: 'var(--p-color-bg-fill-critical)',
  line: 'var(--p-color-bg-fill-success)',
} as const

type Props = {
  readonly title: string
  /** What the picture shows, in a sentence for who does not see it. */
  readonly description: string
  /** The days under the picture: the first, some between, the last. */
  readonly days: readonly string[]
  /** One figure a day; what lies below zero is drawn as a lack. */
  readonly area: readonly number[]
  readonly line: readonly number[]
  /** A day to mark, by its place among the days. */
  readonly mark: { readonly at: number; readonly label: string } | null
  readonly format: (value: number) => string
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 200, 52, 28, 16]

/** A figure over days that keeps its height through each day: an area, and a line over it. */
export function StepChart({ title, description, days, area, line, mark, format }: Props) {
  const id = useId()
  const scale = scaleOf([...area, ...line], days.length)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      style={{ width: '100%', maxWidth: 860, display: 'block' }}
      fontSize="9"
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      <Grid scale={scale} format={format} />
      <Area values={area.map((value) => Math.max(0, value))} scale={scale} colour={CHART_COLOURS.area} />
      <Area values={area.map((value) => Math.min(0, value))} scale={scale} colour={CHART_COLOURS.below} />
      <line x1={LEFT} x2={WIDTH} y1={scale.y(0)} y2={scale.y(0)} stroke="var(--p-color-border-emphasis)" />
      <path d={stepsOf(line, scale)} fill="none" stroke={CHART_COLOURS.line} strokeWidth="2.5" />
      {mark && <Mark x={scale.x(mark.at)} label={mark.label} />}
      <Days days={days} scale={scale} />
    </svg>
  )
}

type Scale = { x: (day: number) => number; y: (value: number) => number; ticks: readonly number[] }

// Between round figures, so that the ticks are whole units: some five of them, zero among them.
function scaleOf(values: readonly number[], count: number): Scale {
  const [highest, lowest] = [Math.max(1, ...values), Math.min(0, ...values)]
  const step = roundStep((highest - lowest) / 4)
  const most = step * Math.ceil(highest / step)
  const least = step * Math.floor(lowest / step)
  return {
    x: (day) => LEFT + (day / count) * (WIDTH - LEFT),
    y: (value) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - BOTTOM),
    ticks: Array.from({ length: (most - least) / step + 1 }, (_, n) => least + n * step),
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

function Area({ values, scale, colour }: { values: readonly number[]; scale: Scale; colour: string }) {
  const [left, zero, right] = [scale.x(0), scale.y(0), scale.x(values.length)]
  return <path d={`${stepsOf(values, scale)} L${right} ${zero} L${left} ${zero} Z`} fill={colour} />
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
