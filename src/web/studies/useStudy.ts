import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { study } from "../../contracts/studies.ts";
import { useRead } from "../app/api.ts";
import { underWay } from "./contents.ts";

const ASK_EVERY_MS = 1_500;

/** A study; asked for again and again while something is being computed. */
export function useStudy(studyId: string) {
  const client = useQueryClient();
  const read = useRead(study, { studyId });
  const computing = read.data !== undefined && underWay(read.data) !== undefined;
  useEffect(() => {
    if (!computing) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: [study.name] }), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, computing]);
  return read;
}
