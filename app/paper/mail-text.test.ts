import { describe, expect, it } from 'vitest'
import { exampleDeliveryNote, exampleInvoice, examplePurchaseOrder } from './examples.ts'
import {
  datesChangedMail,
  datesConfirmedMail,
  deliveryNoteMail,
  invoiceMail,
  purchaseOrderMail,
} from './mail-text.ts'

const told = {
  orderName: '#1042',
  shopName: 'Huilerie du Moulin',
  lines: [
    {
      title: 'Huile 75 cl',
      dates: [
        { quantity: 5, on: '2026-11-25' },
        { quantity: 7, on: '2026-12-04' },
      ],
      before: [
        { quantity: 5, on: '2026-11-25' },
        { quantity: 7, on: '2026-12-02' },
      ],
    },
  ],
}

describe('mails to customers', () => {
  it('confirm when each part of the order arrives', () => {
    const { subject, text } = datesConfirmedMail(told, 'fr')
    expect(subject).toBe('Votre commande #1042\u00a0: dates de livraison')
    expect(text).toBe(
      'Bonjour,\n\nMerci pour votre commande #1042. Nous livrerons\u00a0:\n\n' +
        '- Huile 75 cl\u00a0: 5 unités le mercredi 25 novembre 2026, 7 unités le vendredi 4 décembre 2026\n\n' +
        'Cordialement,\nHuilerie du Moulin\n',
    )
  })

  it('promise to say later what nobody knows yet', () => {
    const lines = [{ title: 'Oil', dates: [{ quantity: 1, on: null }], before: [] }]
    const { text } = datesConfirmedMail({ ...told, lines }, 'en')
    expect(text).toContain('- Oil: 1 unit on a date that we will tell you')
    expect(text).toContain('We will tell you the delivery date as soon as we know it.')
  })

  it('put a changed date next to the one told before', () => {
    expect(datesChangedMail(told, 'en').text).toContain(
      '7 units on Friday, 4 December 2026 (instead of 5 units on Wednesday, 25 November 2026, 7 units on Wednesday, 2 December 2026)',
    )
  })

  it('say with the delivery note what is still to come, or that all is there', () => {
    const note = exampleDeliveryNote('fr')
    expect(deliveryNoteMail(note, 'BL-1', 'fr').text).toContain(
      "Reste à livrer\u00a0:\n\n- Huile d'olive vierge extra, bouteille 75 cl\u00a0: 7 unités le vendredi 4 décembre 2026",
    )
    const complete = { ...note, lines: [{ ...note.lines[0]!, shipped: 12, toCome: 0 }] }
    expect(deliveryNoteMail(complete, 'BL-1', 'fr').text).toContain('Votre commande est ainsi complète.')
  })

  it('say how much the invoice is and when it is due', () => {
    const { subject, text } = invoiceMail(exampleInvoice('fr'), 'FA-1', 'fr')
    expect(subject).toBe('Facture FA-1 de Huilerie du Moulin')
    expect(text).toContain('Merci de régler 46,10\u00a0€ au plus tard le jeudi 24 décembre 2026.')
    expect(invoiceMail({ ...exampleInvoice('en'), dueOn: null }, 'FA-1', 'en').text).toContain(
      'Its total is €46.10.',
    )
  })
})

describe('the mail with a purchase order', () => {
  it('asks the supplier to confirm, by the link or by an answer', () => {
    const order = examplePurchaseOrder('fr')
    const link = 'https://carnet.example/s/abc'
    expect(purchaseOrderMail(order, 'fr', link).text).toContain(`quantités et les dates ici\u00a0: ${link}`)
    expect(purchaseOrderMail(order, 'fr', link).html).toContain(`<a href="${link}">${link}</a>`)
    expect(purchaseOrderMail(order, 'fr').text).toContain('en répondant à ce message')
    expect(purchaseOrderMail(order, 'fr').text).toContain('1 ligne, 61,20\u00a0€ HT.')
  })

  it('says from its second revision on that it replaces what was sent', () => {
    const order = { ...examplePurchaseOrder('en'), revision: 2 }
    expect(purchaseOrderMail(order, 'en').subject).toBe(
      'Purchase order CF-31, revision 2, from Huilerie du Moulin',
    )
    expect(purchaseOrderMail(order, 'en').text).toContain('It is revision 2 and replaces the earlier ones.')
  })
})

describe('hostile names in mails', () => {
  const hostile = '<img src=x onerror=alert(1)> & "q"\r\nBcc: a@x.example\u0000 \u202egnp'
  const mails = () => {
    const order = { ...exampleInvoice('fr').order, name: hostile }
    const shopName = hostile
    const note = exampleDeliveryNote('fr')
    const lines = [{ ...note.lines[0]!, title: hostile }]
    return [
      datesConfirmedMail({ ...told, orderName: hostile, shopName }, 'en'),
      datesChangedMail({ ...told, lines: [{ ...told.lines[0]!, title: hostile }] }, 'fr'),
      deliveryNoteMail({ ...note, order, shopName, lines }, hostile, 'fr'),
      invoiceMail({ ...exampleInvoice('fr'), order, shopName }, hostile, 'en'),
      purchaseOrderMail(
        { ...examplePurchaseOrder('fr'), purchaseOrder: hostile, note: hostile },
        'fr',
        hostile,
      ),
    ]
  }

  it('end no header and hide nothing', () => {
    for (const { subject, text } of mails()) {
      expect(subject).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
      expect([...subject].length).toBeLessThanOrEqual(200)
    }
  })

  it('stay words in HTML', () => {
    for (const { html } of mails()) {
      expect(html).not.toMatch(/<img|<a /)
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;q&quot;')
    }
  })
})
