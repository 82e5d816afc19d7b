import { Type } from "typebox";
import { MAX_PASSWORD, MIN_PASSWORD } from "../core/auth/password.ts";
import { busyFailure, Password, tooManyTriesFailure, wrongPasswordFailure } from "./auth.ts";
import { endpointContract } from "./contract.ts";
import { record } from "./scalars.ts";

/** Why a new password is not taken. */
export const passwordFailures = {
  password_too_short: {
    status: 422,
    es: `Use al menos ${MIN_PASSWORD} caracteres. Una frase corta sirve muy bien.`,
    en: `Use at least ${MIN_PASSWORD} characters. A short phrase works well.`,
  },
  password_too_long: {
    status: 422,
    es: `Use como mucho ${MAX_PASSWORD} caracteres.`,
    en: `Use at most ${MAX_PASSWORD} characters.`,
  },
  password_too_common: {
    status: 422,
    es: "Es una de las contraseñas que cualquiera probaría primero. Elija otra.",
    en: "It is one of the passwords anybody would try first. Choose another.",
  },
  password_repeats: {
    status: 422,
    es: "Repite el mismo trozo o sigue una serie. Elija otra.",
    en: "It repeats one piece or follows a series. Choose another.",
  },
  password_about_you: {
    status: 422,
    es: "Está hecha con su nombre, su correo o su institución. Elija otra.",
    en: "It is made of your name, e-mail or institution. Choose another.",
  },
} as const;

export const changePassword = endpointContract({
  name: "changePassword",
  method: "POST",
  url: "/api/password",
  summary: "Cambia mi contraseña y cierra mis otras sesiones.",
  access: "signed_in",
  withGivenPassword: true,
  input: record({ current: Password, next: Password }),
  output: record({ done: Type.Literal(true) }),
  failures: {
    wrong_password: wrongPasswordFailure,
    same_password: {
      status: 422,
      es: "Es la misma que tiene ahora. Elija otra.",
      en: "It is the same as now. Choose another.",
    },
    ...passwordFailures,
    too_many_tries: tooManyTriesFailure,
    busy: busyFailure,
  },
});
