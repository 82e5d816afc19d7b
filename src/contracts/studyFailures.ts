/** What another change got there first. */
export const conflict = {
  stale_version: {
    status: 409,
    es: "Alguien cambió este estudio mientras usted lo tenía abierto. Lo suyo sigue en la pantalla: compárelo y guarde otra vez.",
    en: "Somebody changed this study while you had it open. Yours is still on the screen: compare and save again.",
  },
} as const;
/** What a registered plan does not take any more. */
export const closed = {
  plan_frozen: {
    status: 409,
    es: "El plan está registrado y ya no cambia. Lo que se haga de otro modo se anota como desvío, con su motivo.",
    en: "The plan is registered and does not change any more. Whatever is done otherwise is noted as a deviation, with its reason.",
  },
} as const;
/** What a draw has settled. */
export const drawn = {
  drawn_already: {
    status: 409,
    es: "El sorteo ya se hizo: quiénes participan y cómo se reparten ya no cambian.",
    en: "The draw is done: who takes part and how they are divided does not change any more.",
  },
} as const;
