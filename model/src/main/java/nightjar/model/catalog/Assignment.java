// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import nightjar.model.catalog.Association.Pair;

/**
 * The assignment of rows to columns of least total cost, where every row also has a private column
 * that means "alone". Shortest augmenting paths with dual prices (Jonker and Volgenant 1987,
 * Computing 38, 325) on the sparse list of pairs: each search stays within the few rows and columns
 * that compete, so thousands of separate clumps cost no more than their sum.
 */
final class Assignment {

    private static final int NONE = -1;

    private final List<List<Pair>> edges;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] rowOfColumn;
    private final int[] columnOfRow;
    private final double[] distance;
    private final int[] reachedFrom;
    private final boolean[] settled;

    private Assignment(int rows, int columns, List<Pair> pairs, double alone) {
        double least = Math.min(alone, pairs.stream().mapToDouble(Pair::cost).min().orElse(alone));
        edges = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            edges.add(new ArrayList<>(List.of(new Pair(row, columns + row, alone - least))));
        }
        for (Pair pair : pairs) {
            edges.get(pair.row()).add(new Pair(pair.row(), pair.column(), pair.cost() - least));
        }
        edges.forEach(list -> list.sort(Comparator.comparingInt(Pair::column)));
        rowPrice = new double[rows];
        columnPrice = new double[columns + rows];
        rowOfColumn = new int[columns + rows];
        columnOfRow = new int[rows];
        distance = new double[columns + rows];
        reachedFrom = new int[columns + rows];
        settled = new boolean[columns + rows];
        Arrays.fill(rowOfColumn, NONE);
        Arrays.fill(columnOfRow, NONE);
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
    }

    /**
     * The column of each row, -1 where it stays alone. Equal costs are decided by the order of rows
     * and columns.
     */
    static int[] solve(int rows, int columns, List<Pair> pairs, double alone) {
        Assignment assignment = new Assignment(rows, columns, pairs, alone);
        for (int row = 0; row < rows; row++) {
            assignment.assign(row);
        }
        return Arrays.stream(assignment.columnOfRow).map(c -> c < columns ? c : NONE).toArray();
    }

    private void assign(int start) {
        PriorityQueue<Reached> queue = new PriorityQueue<>();
        List<Integer> touched = new ArrayList<>();
        List<Integer> passed = new ArrayList<>();
        scan(start, 0, queue, touched);
        Reached next = nearest(queue);
        while (rowOfColumn[next.column] != NONE) {
            settled[next.column] = true;
            passed.add(next.column);
            scan(rowOfColumn[next.column], next.distance, queue, touched);
            next = nearest(queue);
        }
        reprice(start, passed, next.distance);
        augment(start, next.column);
        for (int column : touched) {
            distance[column] = Double.POSITIVE_INFINITY;
            settled[column] = false;
        }
    }

    private void scan(int row, double at, PriorityQueue<Reached> queue, List<Integer> touched) {
        for (Pair edge : edges.get(row)) {
            int column = edge.column();
            double there = at + edge.cost() - rowPrice[row] - columnPrice[column];
            if (!settled[column] && there < distance[column]) {
                touched.add(column);
                distance[column] = there;
                reachedFrom[column] = row;
                queue.add(new Reached(column, there));
            }
        }
    }

    private Reached nearest(PriorityQueue<Reached> queue) {
        Reached next = queue.remove();
        while (settled[next.column] || next.distance > distance[next.column]) {
            next = queue.remove();
        }
        return next;
    }

    private void reprice(int start, List<Integer> passed, double length) {
        rowPrice[start] += length;
        for (int column : passed) {
            double slack = length - distance[column];
            columnPrice[column] -= slack;
            rowPrice[rowOfColumn[column]] += slack;
        }
    }

    private void augment(int start, int end) {
        int column = end;
        int row;
        do {
            row = reachedFrom[column];
            rowOfColumn[column] = row;
            int freed = columnOfRow[row];
            columnOfRow[row] = column;
            column = freed;
        } while (row != start);
    }

    private record Reached(int column, double distance) implements Comparable<Reached> {
        @Override
        public int compareTo(Reached other) {
            int byDistance = Double.compare(distance, other.distance);
            return byDistance != 0 ? byDistance : Integer.compare(column, other.column);
        }
    }
}
