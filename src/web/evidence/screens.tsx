export { EvidenceScreen } from "./EvidencePage.tsx";
export { EvidenceRecordScreen } from "./RecordPage.tsx";
