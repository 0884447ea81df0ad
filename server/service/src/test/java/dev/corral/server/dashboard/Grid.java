package dev.corral.server.dashboard;

/// A panel's place: Grafana's grid has 24 columns and any number of lines.
record Grid(int x, int y, int width, int height) {
    static final int COLUMNS = 24;

    boolean isWithinTheGrid() {
        return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= COLUMNS;
    }

    boolean overlaps(Grid other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }

    int cells() {
        return width * height;
    }
}
