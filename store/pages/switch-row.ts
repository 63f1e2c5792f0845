// One switch on its page, and the fields that switches have in common.
import type { Rule } from '../switches/rules.ts'
import { html, type Html } from './html.ts'
import { badge } from './layout.ts'

export type Row = { kind: string; name: string; what: string; fields?: Html }

/** One switch: its share or for how many, whatever else it needs, and for which alone. */
export function row(action: string, one: Row, rule: Rule<string> | undefined, only: Html | null): Html {
  return html`<form method="post" action="${action}" class="switch ${rule ? 'is-on' : ''}">
    <input type="hidden" name="kind" value="${one.kind}" />
    <div><b>${one.name}</b> ${rule ? badge('on', 'warn') : null}<small>${one.what}</small></div>
    <label
      ><span>share, %</span
      ><input
        type="number"
        name="percent"
        min="0"
        max="100"
        step="any"
        value="${rule ? rule.share * 100 : 10}"
    /></label>
    <label
      ><span>or the next</span><input type="number" name="next" min="1" step="1" value="${rule?.left ?? ''}"
    /></label>
    <div class="row">${one.fields ?? null}</div>
    ${only ?? html`<span></span>`}
    <button>${rule ? 'Change' : 'Switch on'}</button>
  </form>`
}

export const onlyFor = (label: string, name: string, list: string, rule: Rule<string> | undefined) =>
  html`<label
    ><span>${label}</span
    ><input name="${name}" list="${list}" placeholder="all" value="${rule?.only?.join(', ') ?? ''}"
  /></label>`

export const number = (label: string, name: string, value: number) =>
  html`<label
    ><span>${label}</span><input type="number" name="${name}" min="0" step="any" value="${value}"
  /></label>`
