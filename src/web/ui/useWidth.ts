import { type RefObject, useEffect, useRef, useState } from "react";

/** The width of an element in pixels, kept up to date: drawings are drawn at their real size so that their words stay legible. */
export function useWidth<Element extends HTMLElement>(initial = 320): readonly [RefObject<Element | null>, number] {
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.floor(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
