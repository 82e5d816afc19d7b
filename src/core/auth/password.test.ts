import { describe, expect, it } from "vitest";
import { checkPassword, MAX_PASSWORD } from "./password.ts";
import { checkPin } from "./pin.ts";

const about = {
  common: new Set(["contraseña", "contrasena", "dragon", "123456789012", "qwertyuiop"]),
  ownWords: ["Ana Belén Soto", "ana.soto@valdecantos.example", "Ayuntamiento de Valdecantos", "trenza"],
};

function codeOf(password: string): string {
  const result = checkPassword(password, about);
  return result.ok ? "accepted" : result.failure.code;
}

describe("a new password", () => {
  it("has 12 to 128 characters of any kind, counted as a person counts them", () => {
    expect(codeOf("once letras")).toBe("password_too_short");
    expect(codeOf("🏡🌿🏡🌿🏡🌿")).toBe("password_too_short");
    expect(codeOf("doce letras!")).toBe("accepted");
    expect(codeOf("la ñandú y el ¿qué? 家族")).toBe("accepted");
    expect(codeOf(`${"ab cd ef gh ".repeat(20)}`)).toBe("password_too_long");
    const long = Array.from({ length: MAX_PASSWORD }, (_, index) => String.fromCodePoint(0x4e00 + index * index));
    expect(codeOf(long.join(""))).toBe("accepted");
  });

  it("is not a well-known one, also not dressed with digits and signs", () => {
    expect(codeOf("123456789012")).not.toBe("accepted");
    expect(codeOf("Contraseña2026!")).toBe("password_too_common");
    expect(codeOf("CONTRASENA1234")).toBe("password_too_common");
    expect(codeOf("!!dragon!!2026")).toBe("password_too_common");
    expect(codeOf("qwertyuiop12345")).toBe("password_too_common");
  });

  it("is not one piece repeated, nor a series", () => {
    expect(codeOf("aaaaaaaaaaaaaa")).toBe("password_repeats");
    expect(codeOf("abc1abc1abc1a")).toBe("password_repeats");
    expect(codeOf("abcdefghijklmn")).toBe("password_repeats");
    expect(codeOf("nmlkjihgfedcba")).toBe("password_repeats");
  });

  it("is not made of what everybody knows about its owner", () => {
    expect(codeOf("AnaBelénSoto2026")).toBe("password_about_you");
    expect(codeOf("valdecantos-soto")).toBe("password_about_you");
    expect(codeOf("trenza-trenza-1")).toBe("password_about_you");
    expect(codeOf("soto come peras verdes")).toBe("accepted");
  });

  it("is kept in one spelling, so that every keyboard can type it again", () => {
    const composed = checkPassword("ñandúes en la plaza", about);
    const decomposed = checkPassword("ñandúes en la plaza".normalize("NFD"), about);
    expect(decomposed).toEqual(composed);
  });
});

describe("the code of a lent screen", () => {
  it("has 4 to 8 digits, neither equal nor in a row", () => {
    const code = (pin: string) => {
      const result = checkPin(pin);
      return result.ok ? "accepted" : result.failure.code;
    };
    expect(code("2580")).toBe("accepted");
    expect(code("73914628")).toBe("accepted");
    expect(code("123")).toBe("pin_not_digits");
    expect(code("123456789")).toBe("pin_not_digits");
    expect(code("٤٥٦٧")).toBe("pin_not_digits");
    expect(code("7777")).toBe("pin_too_easy");
    expect(code("1234")).toBe("pin_too_easy");
    expect(code("8901")).toBe("pin_too_easy");
    expect(code("4321")).toBe("pin_too_easy");
  });
});
