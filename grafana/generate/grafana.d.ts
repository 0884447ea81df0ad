// What a dashboard file of ours may hold: Grafana's own types, strict where those leave a record of anything.
import type * as grafana from "./node_modules/@grafana/schema/dist/types/index";
import type * as raw from "./node_modules/@grafana/schema/dist/types/raw/dashboard/x/dashboard_types.gen";
import type * as barGauge from "./node_modules/@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen";
import type * as heatMap from "./node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import type * as stat from "./node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type * as table from "./node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen";
import type * as timeSeries from "./node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

/** A type as JSON has it: in place of an enum's constant its value. */
type Json<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends object
      ? { [K in keyof T]: Json<T[K]> }
      : T;

interface Query {
  refId: string;
  datasource: Source;
  expr: string;
  legendFormat: string;
  editorMode: "code";
  range: boolean;
  instant: boolean;
  exemplar?: boolean;
  format?: "heatmap" | "table";
}

interface Source {
  type: "prometheus";
  uid: "${datasource}";
}

interface PanelOf<Kind extends string, Options, Custom> extends Omit<
  Json<raw.Panel>,
  "type" | "title" | "description" | "datasource" | "targets" | "options" | "fieldConfig"
> {
  type: Kind;
  title: string;
  description: string;
  datasource: Source;
  targets: Query[];
  options: Json<Options>;
  fieldConfig: {
    defaults: Omit<Json<raw.FieldConfig>, "custom"> & { custom?: Json<Custom> };
    overrides: Json<raw.FieldConfigSource["overrides"]>;
  };
}

type Panel =
  | Json<raw.RowPanel>
  | PanelOf<"stat", stat.Options, never>
  | PanelOf<"bargauge", barGauge.Options, never>
  | PanelOf<"timeseries", timeSeries.Options, timeSeries.FieldConfig>
  | PanelOf<"heatmap", heatMap.Options, heatMap.FieldConfig>
  | PanelOf<"table", table.Options, table.FieldConfig>;

/** With what the annotations of a Prometheus source have of their own. */
interface Mark extends Omit<Json<raw.AnnotationQuery>, "target"> {
  target: { refId: string; expr: string; interval: string };
  titleFormat: string;
  textFormat: string;
}

export interface Dashboard extends Omit<Json<grafana.Dashboard>, "panels" | "annotations"> {
  panels: Panel[];
  annotations: { list: Mark[] };
}
