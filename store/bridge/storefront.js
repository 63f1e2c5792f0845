/* global document */
// Shows units and goods total while quantities are typed. Amounts are counted in whole cents.
const form = document.querySelector('[data-storefront]')

function count() {
  let units = 0
  let cents = 0
  for (const input of form.querySelectorAll('[data-prices]')) {
    const quantity = Number.parseInt(input.value, 10) || 0
    const reached = JSON.parse(input.dataset.prices)
      .filter(({ from }) => quantity >= from)
      .at(-1)
    units += quantity
    if (reached) cents += quantity * Number(reached.price.replace('.', ''))
  }
  const digits = String(cents).padStart(3, '0')
  form.querySelector('[data-units]').textContent = String(units)
  form.querySelector('[data-goods]').textContent = `${digits.slice(0, -2)}.${digits.slice(-2)} €`
}

form.addEventListener('input', count)
count()
